CREATE TABLE IF NOT EXISTS groups_pending_deletion (
    sequence_number $%AUTO_INCREMENT_PRIMARY_KEY%$,
    state_group BIGINT NOT NULL
);

CREATE UNIQUE INDEX groups_pending_deletion_group ON groups_pending_deletion(state_group);
