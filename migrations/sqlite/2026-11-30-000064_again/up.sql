-- What is tried again, by whose it is: how much of one server that is is asked each time that something of it cannot be worked.
CREATE INDEX received_again ON received (actor) WHERE state = 'waiting' AND attempts > 0;
