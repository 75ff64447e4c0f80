"""What fits, in UTF-16 units unless said otherwise: the largest count that Discord can mean by characters.

Discord's own limits are in its API documentation; the library checks none of the texts. Budgets are ours.
"""

CONTENT = 2_000
ROWS = 5  # action rows of a message
BUTTONS = 5  # in a row
OPTIONS = 25  # of a list to choose from
CARD = 4_000  # all text of a message of components
CARD_COMPONENTS = 40  # all components of it, nested ones too
FILES = 10  # of a message
FILE_BYTES = 10 * 1024 * 1024  # of a file; a budget for all of a message

BUTTON = 80
OPTION = 100  # an option's label
PLACEHOLDER = 150
CUSTOM_ID = 100
VALUE = 100  # an option's value
SHORT = 40  # budget of a label that makes a button; longer ones make a list to choose from
FEW = 5  # picks that are buttons; more are a list to choose from

PIECE = 1_700  # budget of a paragraph, an item or a drawn table, so that headings above it fit too
HEADING = 250  # budget of a heading's line; a longer one is a bold paragraph
ATOM = 200  # budget of what is never cut, save a link or a person
GAP = 4  # budget of white space between two words
LINK = 500  # budget of an address that is a link; a longer one is text
LINK_TEXT = 200  # budget of a link's words; more stand before it
TITLE_LINE = 200  # budget of what stands above a fence

TABLE = 55  # columns of a table drawn with spaces
TOP = 600  # budget of a header that is repeated
CELL_LINES = 3  # of a cell in it; a longer one makes every row a card

MODAL = 5  # components of a form
MODAL_TITLE = 45
MODAL_LABEL = 45
MODAL_DESCRIPTION = 100
MODAL_INPUT = 4_000
