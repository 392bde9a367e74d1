DROP INDEX received_again;
