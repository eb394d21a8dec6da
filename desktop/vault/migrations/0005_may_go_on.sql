-- What the house proposes stands under no policy; it is counted beside what is owed, in a vault of any size.
CREATE INDEX may_go_on ON due (case_id) WHERE policy_id = '';
