-- The kind words of a decision in every language that we have, for another network's neighbor: a JSON object.
ALTER TABLE responses ADD COLUMN answer_in TEXT;
