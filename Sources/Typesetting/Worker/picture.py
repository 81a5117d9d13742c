"""Pictures from people: turned upright, not larger than needed, and without what the camera wrote into them."""

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from failure import Failure

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
LONGEST_SIDE = 2400
MOST_PIXELS = 40_000_000
LONGEST_SIDE_TAKEN = 30_000
QUALITY = 85
ORIENTATION = 0x0112

register_heif_opener()
# Told from the head of the file, before anything is decoded; what Pillow decides by itself comes later.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def picture(header):
    """Writes the picture as JPEG; place and time of the photo stay behind."""
    try:
        with Image.open(header["in"], formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE_TAKEN:
                raise Failure("tooLarge", "too many pixels")
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            flat = on_white(upright(small(in_eight_bits(image)), turned(image)))
            flat.save(header["out"], "JPEG", quality=QUALITY, optimize=True)
    except Failure:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Failure("tooLarge", f"{type(error).__name__}: {error}")
    return {}


def in_eight_bits(image):
    """In a mode that shrinks well. `convert` would clip what has more than eight bits to white."""
    if image.mode.startswith("I"):
        return scaled(image if image.mode == "I;16" else image.convert("I"), 1 / 256)
    if image.mode == "F":
        darkest, brightest = image.getextrema()
        return scaled(image, 1 if brightest > 1 else 255, -darkest if darkest < 0 else 0)
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        image.load()
        return image
    return image.convert("RGB")


def scaled(image, factor, offset=0):
    grey = image.point(lambda value: value * factor + offset).convert("L")
    # Counted in the old depth.
    grey.info.pop("transparency", None)
    return grey


def small(image):
    """Shrunk by whole steps first, which needs neither time nor memory."""
    factor = max(image.size) // LONGEST_SIDE
    if factor >= 2:
        image = image.reduce(factor)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def turned(image):
    try:
        return image.getexif().get(ORIENTATION, 1)
    except Exception:
        # A picture is not worse for what cannot be read beside it.
        return 1


def upright(image, orientation):
    exif = image.getexif()
    exif.clear()
    image.info.pop("exif", None)
    if orientation in range(2, 9):
        exif[ORIENTATION] = orientation
    return ImageOps.exif_transpose(image)


def on_white(image):
    if image.mode in ("L", "RGB"):
        return image.convert("RGB")
    image = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat
