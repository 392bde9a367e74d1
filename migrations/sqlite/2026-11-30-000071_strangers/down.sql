DELETE FROM walks WHERE name = 'strangers';
DROP INDEX statuses_in_reply_to_author;
DROP INDEX responses_responder;
DROP INDEX reply_explanations_actor;
DROP INDEX passed_along_peer;
DROP INDEX listings_speaker;
DROP INDEX conversation_members_actor;
DROP INDEX blocked_by_blocked;
DROP INDEX activities_actor;
