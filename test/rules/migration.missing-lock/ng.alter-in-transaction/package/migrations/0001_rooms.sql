-- Rooms know their floor.

BEGIN; -- as one

ALTER TABLE public.rooms
    ADD COLUMN floor text;
UPDATE public.rooms SET floor = left(name, 2);

COMMIT;
