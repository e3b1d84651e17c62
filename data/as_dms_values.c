/* Values: what a task's rules and limits make of them. */
#include <ctype.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>

#include "as_dms.h"

static void put_hash(Buf *out, const char *value, size_t length)
{
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    unsigned size = 0;
    if (EVP_Digest(value, length, digest, &size, EVP_sha256(), NULL) != 1)
        abort();
    for (unsigned i = 0; i < size; i++)
        buf_printf(out, "%02X", digest[i]);
}

static void put_random_digit(Buf *out)
{
    unsigned char byte = 0;
    do
        if (RAND_bytes(&byte, 1) != 1)
            abort();
    while (byte >= 250); /* so that no digit is likelier than another */
    buf_putc(out, (char)('0' + byte % 10));
}

static void put_digits(Buf *out, const DmsRule *mask, const char *value, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)value[i]))
            buf_putc(out, value[i]);
        else if (mask->action == DMS_DIGITS_RANDOMIZE)
            put_random_digit(out);
        else
            buf_puts(out, mask->value);
}

/* Never in the middle of a character. */
static size_t cut(const DmsEdit *edit, const char *value)
{
    size_t length = edit->most;
    while (!edit->is_bytes && length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
        length--;
    return length;
}

static bool too_long(const DmsEdit *edit, size_t length, Err *err)
{
    err_set(err, ERR_DATA, "column %s: a large object of %zu bytes is longer than LobMaxSize", edit->whole, length);
    return err_hint(err, "raise LobMaxSize in the task's settings, or use FullLobMode");
}

bool dms_edit_row(DbRow *row, void *context, Err *err)
{
    DmsEdits *edits = context;
    for (size_t i = 0; i < row->count; i++) {
        DmsEdit *edit = &edits->items[i];
        if (row->values[i] == NULL)
            continue;
        if (edit->most > 0 && row->lengths[i] > edit->most) {
            if (edit->whole != NULL)
                return too_long(edit, row->lengths[i], err);
            row->lengths[i] = cut(edit, row->values[i]);
        }
        if (edit->mask == NULL)
            continue;
        buf_clear(&edit->masked);
        if (edit->mask->action == DMS_HASH_MASK)
            put_hash(&edit->masked, row->values[i], row->lengths[i]);
        else
            put_digits(&edit->masked, edit->mask, row->values[i], row->lengths[i]);
        row->values[i] = buf_text(&edit->masked);
        row->lengths[i] = edit->masked.length;
    }
    return true;
}
