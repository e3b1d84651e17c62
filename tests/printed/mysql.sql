-- What the server makes of a query, in its own words; and whether it makes the same of two.
CREATE DATABASE printed DEFAULT CHARACTER SET utf8mb4;
SET sql_mode = '';
DELIMITER //
CREATE PROCEDURE printed.shown(IN query LONGTEXT, OUT said LONGTEXT)
BEGIN
    DECLARE CONTINUE HANDLER FOR SQLEXCEPTION
    BEGIN
        GET DIAGNOSTICS CONDITION 1 said = MESSAGE_TEXT;
        SET said = CONCAT('!', said);
    END;
    SET said = NULL;
    SET @shown_statement = CONCAT('CREATE OR REPLACE VIEW printed.shown_view AS ', query);
    PREPARE shown_view FROM @shown_statement;
    IF said IS NULL THEN
        EXECUTE shown_view;
        DEALLOCATE PREPARE shown_view;
    END IF;
    IF said IS NULL THEN
        SELECT VIEW_DEFINITION INTO said FROM information_schema.VIEWS WHERE TABLE_SCHEMA = 'printed' AND TABLE_NAME = 'shown_view';
    END IF;
END //
CREATE PROCEDURE printed.compare(IN name LONGTEXT, IN original LONGTEXT, IN printed LONGTEXT)
BEGIN
    CALL printed.shown(original, @shown_wanted);
    CALL printed.shown(printed, @shown_got);
    SELECT IF(@shown_wanted = @shown_got COLLATE utf8mb4_bin AND @shown_wanted NOT LIKE '!%', 'same',
              CONCAT(IF(@shown_wanted LIKE '!%', 'unfit ', 'DIFFERS '), name, '\n  ', original, '\n  ', printed, '\n  ', @shown_got));
END //
-- What was asked and what the server makes of it, as hexadecimal digits.
CREATE PROCEDURE printed.`show`(IN query LONGTEXT)
BEGIN
    CALL printed.shown(query, @shown_got);
    SELECT CONCAT('shown ', HEX(query), '\t', HEX(@shown_got));
END //
DELIMITER ;
