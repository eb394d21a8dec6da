"""The people around a case: who has part in it, what they wish, how long they are known, who left."""
