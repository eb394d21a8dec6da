-- What only may apply is counted beside what is owed, in a vault of any size.
CREATE INDEX may_apply ON due (case_id) WHERE state = 'conditional';
