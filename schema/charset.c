/* MySQL's names of character sets, as iconv knows them. */
#include "charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "arena.h"

static const struct {
    const char *character_set, *encoding;
} encodings[] = {
    {"latin1", "CP1252"},      {"cp1250", "CP1250"},
    {"cp1251", "CP1251"},      {"cp1256", "CP1256"},
    {"cp1257", "CP1257"},      {"latin2", "LATIN2"},
    {"latin5", "LATIN5"},      {"latin7", "ISO-8859-13"},
    {"greek", "ISO-8859-7"},   {"cp850", "CP850"},
    {"cp852", "CP852"},        {"cp866", "CP866"},
    {"hebrew", "ISO-8859-8"},  {"koi8r", "KOI8-R"},
    {"koi8u", "KOI8-U"},       {"tis620", "TIS-620"},
    {"macroman", "MACINTOSH"}, {"macce", "MACCENTRALEUROPE"},
    {"sjis", "SHIFT_JIS"},     {"cp932", "CP932"},
    {"ujis", "EUC-JP"},        {"eucjpms", "EUC-JP-MS"},
    {"euckr", "UHC"},          {"big5", "BIG5"},
    {"gb2312", "GB2312"},      {"gbk", "GBK"},
    {"gb18030", "GB18030"},
};

static bool is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

/* The server's latin1 is CP1252, and a control character of the second block where that has nothing. */
static bool take_control(char **from, size_t *length, char *to)
{
    const unsigned char *c = (const unsigned char *)*from;
    if (*length < 2 || c[0] != 0xC2 || c[1] >= 0xA0)
        return false;
    *to = (char)c[1];
    *from += 2;
    *length -= 2;
    return true;
}

static bool convert(iconv_t cd, bool is_latin1, Buf *out, const char *text)
{
    char *from = (char *)text, chunk[4096];
    size_t length = strlen(text);
    while (length > 0) {
        char *to = chunk;
        size_t room = sizeof chunk - 1;
        if (iconv(cd, &from, &length, &to, &room) == (size_t)-1 && errno != E2BIG &&
            !(is_latin1 && take_control(&from, &length, to++)))
            return false;
        buf_put(out, chunk, (size_t)(to - chunk));
    }
    return true;
}

bool charset_encode(Buf *out, const char *character_set, const char *text)
{
    if (strncmp(character_set, "utf8", 4) == 0 || is_ascii(text)) {
        buf_puts(out, text);
        return true;
    }
    const char *encoding = NULL;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (strcmp(encodings[i].character_set, character_set) == 0)
            encoding = encodings[i].encoding;
    iconv_t cd = encoding == NULL ? (iconv_t)-1 : iconv_open(encoding, "UTF-8");
    if (cd == (iconv_t)-1)
        return false;
    SCOPED(Buf, buf_free) converted = {0};
    bool ok = convert(cd, strcmp(character_set, "latin1") == 0, &converted, text);
    iconv_close(cd);
    if (ok)
        buf_put(out, buf_text(&converted), converted.length);
    return ok;
}
