-- since 800
-- Whether more than one connection is worth its while.
SELECT 1 FROM information_schema.TABLES LIMIT 200, 1
