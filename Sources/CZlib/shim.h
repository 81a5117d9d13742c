#include <zlib.h>

// deflateInit2 is a macro, which Swift cannot call; 31 asks for the gzip format with the full window.
static inline int kp_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
}
