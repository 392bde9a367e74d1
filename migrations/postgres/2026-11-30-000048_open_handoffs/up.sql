-- Whose handoff is soon is looked at again and again: of those that are not over, however many are remembered.
CREATE INDEX handoffs_open ON handoffs (id) WHERE ended_at IS NULL;
