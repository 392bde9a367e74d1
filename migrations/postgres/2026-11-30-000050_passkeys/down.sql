DROP TABLE passkey_answers;
DROP TABLE passkeys;
