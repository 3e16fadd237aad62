/* fuzz_wishes.c - AWSMFA_OPTIONS and AWSMFA_SAVED of any content: read well, and written as they were read */
#include "fuzz.h"
#include "shell/saved.h"
#include "types/wishes.h"

static void
read_wishes(const char *text)
{
	struct wishes wishes = WISHES_INIT, again = WISHES_INIT;
	struct secret first = SECRET_INIT, second = SECRET_INIT;

	if (wishes_parse(&wishes, text)) {
		wishes_write(&first, &wishes);
		require(wishes_parse(&again, secret_text(&first)));
		wishes_write(&second, &again);
		require(strcmp(secret_text(&first), secret_text(&second)) == 0);
	} else {
		require(!wishes_any(&wishes));
	}
	wishes_clear(&wishes);
	wishes_clear(&again);
	secret_clear(&first);
	secret_clear(&second);
}

static void
read_saved(const char *text)
{
	struct saved saved = SAVED_INIT;
	struct secret first = SECRET_INIT, second = SECRET_INIT;
	int i;

	setenv("AWSMFA_SAVED", text, 1);
	setenv("AWS_REGION", "eu-west-1", 1);
	saved_read(&saved);
	saved_write(&first, &saved);
	for (i = 0; i < SAVED_NAMES; i++) {
		saved_is_ours(&saved, (enum saved_name)i);
		saved_user_value(&saved, saved_names[i]);
	}
	saved_clear(&saved);
	setenv("AWSMFA_SAVED", secret_text(&first), 1);
	saved_read(&saved);
	saved_write(&second, &saved);
	require(strcmp(secret_text(&first), secret_text(&second)) == 0);
	saved_clear(&saved);
	secret_clear(&first);
	secret_clear(&second);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len);

	read_wishes(text);
	read_saved(text);
	free(text);
	return 0;
}
