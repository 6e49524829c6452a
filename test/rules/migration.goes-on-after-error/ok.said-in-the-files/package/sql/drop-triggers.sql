-- What is not there need not go.
\unset ON_ERROR_STOP
DROP TRIGGER reptg_meters ON meters;
