/* What a value is, whichever engine holds it. */
#pragma once

typedef enum TypeClass {
    TYPE_UNKNOWN, /* no row knows it */
    TYPE_BOOLEAN,
    TYPE_INTEGER,
    TYPE_DECIMAL,
    TYPE_FLOAT,
    TYPE_TEXT,
    TYPE_BYTES,
    TYPE_DATE,
    TYPE_TIME,
    TYPE_TIMESTAMP,
    TYPE_TIMESTAMPTZ,
    TYPE_INTERVAL,
    TYPE_JSON,
    TYPE_UUID,
    TYPE_ENUM,
    TYPE_SET,
    TYPE_BIT,
    TYPE_ARRAY,
    TYPE_GEOMETRY,
    TYPE_OTHER,
} TypeClass;
