/* page.h - what the screen shows while the authenticator takes the secret
 *
 * The QR code above the text, if both fit with two lines for the question; else one after the other; else, or where
 * the terminal cannot draw it, the text alone. The label of the code gives way first: see otpauth.h.
 *
 *	page_compose(&assignment);
 *	if (assignment.shows_qr_first)
 *		... Enter ... page_compose_text(&assignment);
 *	secret_text(&assignment.page.text)
 */
#ifndef ASSIGN_PAGE_H
#define ASSIGN_PAGE_H

#include "assign/assignment.h"

/* Writes the page, and decides the label. */
void	page_compose(struct assignment *assignment);

/* The same without the QR code. */
void	page_compose_text(struct assignment *assignment);

#endif
