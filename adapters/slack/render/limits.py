"""What fits, in characters unless said otherwise. Slack's own limits are in docs.slack.dev; the budgets are ours.

Slack refuses a message somewhere near 13 400 characters of block text, which it does not document, and a block seems to
cost some 125 beside its text: ours ends at 10 000, counted as the text would stand in mrkdwn, its longest form.
"""

MESSAGE = 10_000  # budget of one message, all blocks together
BLOCK = 125  # what a block takes of it beside its text
BLOCKS = 50
TEXT = 3_000  # a section's text; and the top-level text in bytes, of which an edit takes no more than 4 000
PROSE = 3_000  # budget of one paragraph or list; more becomes several
WHOLE = 9_000  # budget of a code block or a table; what is left is for its frame
TITLE_LINE = 400  # of a code block's frame: its file name, which is half of it at the most, and its number

HEADER = 150
ROWS = 100
COLUMNS = 20
ROW = 2_000  # budget of a table's header if it is to be repeated
LINK = 1_500  # of an address that is a link; a longer one is text
LINK_TEXT = 300  # of a link's words; more stand before it

BUTTON = 75
VALUE = 2_000
BUTTONS = 25  # in an actions block
OPTION_VALUE = 150
OPTIONS = 100
ACTION_ID = 255
SHORT = 40  # of a label that makes a button; longer ones make a list to choose from
FEW = 5  # picks that are buttons; more are a list to choose from

TITLE = 24
INPUT_LABEL = 2_000
INPUT = 3_000
METADATA = 3_000
VIEW_BLOCKS = 100
