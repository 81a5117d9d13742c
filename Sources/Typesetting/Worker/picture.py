"""Pictures from people: turned upright, not larger than needed, and without what the camera wrote into them."""

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from failure import Failure

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
LONGEST_SIDE = 2400
MOST_PIXELS = 150_000_000
QUALITY = 85

register_heif_opener()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def picture(header):
    """Writes the picture as JPEG; place and time of the photo stay behind."""
    try:
        with Image.open(header["in"], formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Failure("tooLarge", "too many pixels")
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(upright, mask=upright.getchannel("A"))
            flat.save(header["out"], "JPEG", quality=QUALITY, optimize=True)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Failure("document", f"{type(error).__name__}: {error}")
    return {}
