/* empty.c - what starting a C program costs on this machine, whatever it then does */

int
main(void)
{
	return 0;
}
