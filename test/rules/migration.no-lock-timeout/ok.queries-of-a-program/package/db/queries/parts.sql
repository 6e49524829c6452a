-- name: FindPart :one
SELECT * FROM parts WHERE id = $1;

-- name: RebuildParts :exec
REINDEX TABLE parts;

-- name: ClearParts :exec
TRUNCATE parts;
