# awsmfa.bash - renews the session of this terminal, before a prompt and before a typed command
#
#	eval "$(awsmfa hook bash)"		in ~/.bashrc
#
# The shell compares a time with its clock, which starts no process. When the time has come, awsmfa decides what is
# to be done and answers with code to evaluate. To take the hook out of a running shell: __awsmfa_unhook

# Expressions in variables, text for later, both kinds of PROMPT_COMMAND:
# shellcheck disable=SC2004,SC2016,SC2128,SC2178

if [[ $- == *i* ]]; then	# no `return` at this level: the text is evaluated in the middle of someone's .bashrc

# Arrays, since bash exports none, whatever `set -a` says. Set once: a second loading keeps the session. What comes
# from the environment has no element 1.
if [[ -z ${__awsmfa_due[1]-} ]]; then
	__awsmfa_state=('') __awsmfa_prompt_at=(99999999999) __awsmfa_int=('')
	if [[ -n ${AWSMFA_EXPIRES-} ]]; then	# inherited: awsmfa looks at it before the first prompt
		__awsmfa_state=('i=1') __awsmfa_prompt_at=(0)
	fi
	__awsmfa_command_at=("${__awsmfa_prompt_at[0]}")
	__awsmfa_seen=("${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
fi
__awsmfa_last=('look')
__awsmfa_version=("$(( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] ))")

# bash has EPOCHSECONDS since 5.0; SECONDS follows the wall clock too.
__awsmfa_now=('EPOCHSECONDS')
if (( __awsmfa_version < 500 )) || [[ -z ${EPOCHSECONDS-} ]]; then
	__awsmfa_now=("SECONDS+$(( $(\command date +%s) - SECONDS ))")
fi

# Options that are local to a function since bash 4.4. Before, __awsmfa_restore sets them again.
__awsmfa_local=('-')
if (( __awsmfa_version < 404 )); then
	__awsmfa_local=('__awsmfa_nothing')
fi

# What PS0 is to hold: it is expanded before a typed line runs (bash 4.4). The subscript decides, so that a fork
# happens only when it is due; a signal is the one way from an expansion back into the shell itself. A shell that
# inherits an exported PS0 without the hook expands it to nothing. No double quote may be in it: bash would lose some
# bytes of memory at each command.
__awsmfa_due=([1]=due)		# there is no element 0
__awsmfa_ps0=('')
if (( __awsmfa_version >= 404 )); then
	__awsmfa_ps0=('${__awsmfa_due['"${__awsmfa_now[0]}"'>=${__awsmfa_command_at-0}]+`__awsmfa_wake`}')
fi

# What PROMPT_COMMAND is to hold, and what users and tools do to it:
#
#	"x$PROMPT_COMMAND"		a newline is before it
#	PROMPT_COMMAND+="x"		the empty assignment is one of x alone
#	"$PROMPT_COMMAND; x"		after `&&`, the assignment leaves x the status that we return
#	"$PROMPT_COMMAND && x"		__awsmfa_separate
#
# A shell that inherits it without the hook finds an empty command.
__awsmfa_entry=('${__awsmfa_state+"__awsmfa_prompt"} && _=')

__awsmfa_renew() {
	{ \builtin local __awsmfa_options="$-" "${__awsmfa_local[0]}"; \builtin set +xveaTE; } 2>/dev/null
	\builtin export -n __awsmfa_options	# `set -a` was on
	\builtin local __awsmfa_answer __awsmfa_line='' __awsmfa_secret="${__awsmfa_state[0]}"
	# moved ahead before anything can fail: neither Ctrl-C nor a crash makes this come again at once
	__awsmfa_prompt_at=("$(( ${__awsmfa_now[0]} + 300 ))") __awsmfa_command_at=("$(( ${__awsmfa_now[0]} + 300 ))")
	__awsmfa_seen=("${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
	if [[ $1 == command ]]; then
		__awsmfa_line=$(HISTTIMEFORMAT='' \builtin history 1) __awsmfa_line=${__awsmfa_line#*[0-9][ \*] }
	fi
	# nothing private for the handler of commands that are not found
	\builtin type -P awsmfa >/dev/null || __awsmfa_secret='' __awsmfa_line=''
	# cut, since the kernel limits what a program can be given
	__awsmfa_answer=$(_AWSMFA_SHELL=bash _AWSMFA_STATE=$__awsmfa_secret _AWSMFA_LINE=${__awsmfa_line:0:4000} \
	    \command awsmfa renew bash "$1")
	if [[ $__awsmfa_answer == *$'\n: awsmfa-end;' ]]; then
		__awsmfa_take "$__awsmfa_answer"
	else	# killed perhaps, and bash would keep the terminal as the question had it
		\command stty isig icanon echo eol undef </dev/tty 2>/dev/null
	fi
	__awsmfa_restore "$__awsmfa_options"
	\builtin return 0
}

# A function of its own, called with the options T and E off: bash takes the traps of DEBUG, ERR and RETURN away while
# it runs, so that their $BASH_COMMAND never holds a secret, and sets them again, whatever happens.
__awsmfa_take() {
	\builtin eval "$1"
}

# The options that were on, for a bash that knows none that are local.
__awsmfa_restore() {
	if [[ ${__awsmfa_local[0]} != - ]]; then
		case $1 in *a*) \builtin set -a ;; esac
		case $1 in *T*) \builtin set -T ;; esac
		case $1 in *E*) \builtin set -E ;; esac
		case $1 in *v*) \builtin set -v ;; esac
		case $1 in *e*) \builtin set -e ;; esac
		case $1 in *x*) { \builtin set -x; } 2>/dev/null ;; esac
	fi
}

# One word of `case`, which leaves $? as it is: a `return` without a number gives it back. Nothing is due, all is as it
# was at the last look, and PS0 is expanded.
__awsmfa_prompt() {
	case $((EPOCHSECONDS<__awsmfa_prompt_at)):${PROMPT_COMMAND-}:${PS0-}:${AWS_PROFILE-}:\
${AWS_DEFAULT_PROFILE-}:${AWS_ACCESS_KEY_ID-}:$BASHOPTS in
	"$__awsmfa_last"*promptvars*) \builtin return ;;
	*) __awsmfa_look "$?" ;;
	esac
}

# For a bash without that clock, or without BASHOPTS (before 4.1).
if [[ ${__awsmfa_now[0]} != EPOCHSECONDS ]]; then
	__awsmfa_text=("$(\builtin declare -f __awsmfa_prompt)")
	__awsmfa_text=("${__awsmfa_text[0]/EPOCHSECONDS/${__awsmfa_now[0]}}")
	(( __awsmfa_version >= 401 )) || __awsmfa_text=("${__awsmfa_text[0]/\$BASHOPTS/promptvars}")
	\builtin eval "${__awsmfa_text[0]}"
	\builtin unset __awsmfa_text
fi

# Something is due, or is not as it was at the last prompt. $1 is the status of the line before, which is returned.
__awsmfa_look() {
	\builtin local __awsmfa_status="$1"
	if [[ -n ${__awsmfa_int[0]} ]]; then
		\builtin eval "${__awsmfa_int[0]}"
		__awsmfa_int=('')
	fi
	if (( ${__awsmfa_now[0]} >= __awsmfa_prompt_at )) ||
	    [[ ${AWS_PROFILE-}\|${AWS_DEFAULT_PROFILE-}\|${AWS_ACCESS_KEY_ID-} != "${__awsmfa_seen[0]}" ]]; then
		__awsmfa_renew prompt
	fi
	if [[ -n ${__awsmfa_ps0[0]} ]]; then
		__awsmfa_hook_ps0	# it may have been set anew
	fi
	__awsmfa_separate
	__awsmfa_last=("1:${PROMPT_COMMAND-}:${PS0-}:${AWS_PROFILE-}:${AWS_DEFAULT_PROFILE-}:${AWS_ACCESS_KEY_ID-}:"
	    "${PROMPT_COMMAND[*]-}")	# all of it, for doctor: with this value the hook is called
	\builtin return "$__awsmfa_status"
}

# A command that was joined to our entry, with `&&` or without anything, would run only after a status of 0: now for
# once, and from the next prompt on because a `;` is in between.
__awsmfa_separate() {
	\builtin local __awsmfa_i __awsmfa_text __awsmfa_rest
	for __awsmfa_i in "${!PROMPT_COMMAND[@]}"; do
		__awsmfa_text=${PROMPT_COMMAND[__awsmfa_i]}
		[[ $__awsmfa_text == *"${__awsmfa_entry[0]} "* ]] || \builtin continue
		__awsmfa_rest=${__awsmfa_text#*"${__awsmfa_entry[0]} "}
		case ${__awsmfa_rest#"${__awsmfa_rest%%[! ]*}"} in
		'' | \;* | $'\n'*) ;;
		*)
			__awsmfa_text=${__awsmfa_text%%"${__awsmfa_entry[0]} "*}${__awsmfa_entry[0]}
			__awsmfa_put "$__awsmfa_i" "$__awsmfa_text; _= $__awsmfa_rest"
			__awsmfa_status=0 ;;
		esac
	done
}

# The trap of URG, which PS0 sends: $1 is $_ of the line before.
__awsmfa_command() {
	if (( BASH_SUBSHELL == 0 && ${__awsmfa_now[0]} >= __awsmfa_command_at )); then
		__awsmfa_renew command
	fi
	\builtin : "$1"
}

# A trap that comes due while bash parses what is behind ours in PS0 ends bash.
__awsmfa_wake() {
	__awsmfa_is_followed || \builtin kill -URG "$$"
}

# Whether a command substitution is behind ours in PS0, as kitty's integration puts it there before each prompt.
__awsmfa_is_followed() {
	case ${PS0-} in
	*"${__awsmfa_ps0[0]}"*'$('* | *"${__awsmfa_ps0[0]}"*'${ '* | *"${__awsmfa_ps0[0]}"*'${|'*) \builtin return 0 ;;
	esac
	\builtin return 1
}

# Puts our entry behind all others, so that ours in PS0 is the last that was put there.
__awsmfa_go_last() {
	\builtin local __awsmfa_i __awsmfa_text=''
	for __awsmfa_i in "${!PROMPT_COMMAND[@]}"; do
		__awsmfa_text=${PROMPT_COMMAND[__awsmfa_i]}
	done
	[[ $__awsmfa_text != *"${__awsmfa_entry[0]} " ]] || \builtin return 0
	for __awsmfa_i in "${!PROMPT_COMMAND[@]}"; do
		__awsmfa_text=${PROMPT_COMMAND[__awsmfa_i]}
		[[ $__awsmfa_text == *"${__awsmfa_entry[0]}"* ]] || \builtin continue
		__awsmfa_unhook_from
		__awsmfa_put "$__awsmfa_i" "$__awsmfa_text"
	done
	if __awsmfa_is_array; then
		PROMPT_COMMAND+=($'\n'"${__awsmfa_entry[0]} ")
	else
		PROMPT_COMMAND=${PROMPT_COMMAND-}$'\n'"${__awsmfa_entry[0]} "
	fi
}

# Ctrl-C at the question: an interrupt drops the typed command, but not where the user traps it. Such a trap is set
# again at the next prompt. To reset one here would end bash 4.4 before its patch 23; that bash drops the command with
# the user's trap too, which runs then, but not when INT is ignored.
__awsmfa_cancel() {
	__awsmfa_int=("$(\builtin trap -p INT)") __awsmfa_last=('look')
	if [[ -n ${__awsmfa_int[0]} ]] && (( __awsmfa_version > 404 || BASH_VERSINFO[2] > 22 )); then
		\builtin trap - INT
	fi
	\builtin kill -INT "$$"
}

__awsmfa_hook_ps0() {
	\builtin local __awsmfa_urg
	if (( __awsmfa_version >= 503 )); then
		\builtin eval '__awsmfa_urg=${ \builtin trap -p URG; }'		# no fork
	else
		__awsmfa_urg=$(\builtin trap -p URG)
	fi
	PS0=${PS0-}
	if __awsmfa_is_followed; then
		__awsmfa_go_last
	fi
	# of 0.1.0
	PS0=${PS0/'${__awsmfa_due['*'__awsmfa_wake`}'/} PS0=${PS0/'${__awsmfa_due['*'kill -URG "$$")}'/}
	case $BASHOPTS:$__awsmfa_urg in	# in posix mode the default is shown as `-`
	*promptvars*:'' | *promptvars*:'trap -- - '* | *promptvars*:*__awsmfa_command*)
		\builtin trap '__awsmfa_command "$_"' URG
		# last: a trap that comes due while bash parses a `$(` behind it would fail
		PS0=$PS0${__awsmfa_ps0[0]} ;;
	*)	# it would not be expanded, or the user has a trap of their own: prompts alone renew then
		__awsmfa_ps0=('') ;;
	esac
}

# Arrays are for bash 5.1; before, their first element is the one that counts.
__awsmfa_is_array() {
	(( __awsmfa_version >= 501 )) && [[ ${PROMPT_COMMAND[*]+x} && ${PROMPT_COMMAND[*]@a} == *a* ]]
}

# Gives an element, or the string, a text; without one it is taken out of an array.
__awsmfa_put() {
	if (( $1 == 0 )) && ! __awsmfa_is_array; then
		PROMPT_COMMAND=$2
	elif [[ -n $2 ]]; then
		PROMPT_COMMAND[$1]=$2
	else
		\builtin unset "PROMPT_COMMAND[$1]"
	fi
}

# In the kind that PROMPT_COMMAND has. Each element of an array finds $? and PIPESTATUS as the command left them, so
# ours may come first and the prompt shows the new session. In a string what is there comes first, for it may read
# them.
__awsmfa_hook() {
	\builtin local __awsmfa_all __awsmfa_i __awsmfa_text
	\builtin local __awsmfa_old='${__awsmfa_state+__awsmfa_prompt}'		# of 0.1.0
	for __awsmfa_i in "${!PROMPT_COMMAND[@]}"; do
		__awsmfa_text=${PROMPT_COMMAND[__awsmfa_i]}
		[[ $__awsmfa_text == *"$__awsmfa_old"* ]] || \builtin continue
		__awsmfa_all=${__awsmfa_text#*"$__awsmfa_old"}
		__awsmfa_put "$__awsmfa_i" "${__awsmfa_text%%"$__awsmfa_old"*}${__awsmfa_entry[0]} $__awsmfa_all"
	done
	__awsmfa_all="${PROMPT_COMMAND[*]-}"
	if [[ $__awsmfa_all != "${__awsmfa_entry[0]}"* &&
	    $__awsmfa_all != *[$' \t\n;&|({']"${__awsmfa_entry[0]}"* ]]; then
		if __awsmfa_is_array; then
			PROMPT_COMMAND=($'\n'"${__awsmfa_entry[0]} " "${PROMPT_COMMAND[@]}")
		else
			PROMPT_COMMAND=${PROMPT_COMMAND-}$'\n'"${__awsmfa_entry[0]} "
		fi
	fi
	if [[ -n ${__awsmfa_ps0[0]} ]]; then
		__awsmfa_hook_ps0
	fi
	# `set -a` exports functions too
	\builtin export -nf awsmfa __awsmfa_renew __awsmfa_take __awsmfa_restore __awsmfa_prompt __awsmfa_look \
	    __awsmfa_separate __awsmfa_command __awsmfa_wake __awsmfa_is_followed __awsmfa_go_last __awsmfa_cancel \
	    __awsmfa_hook_ps0 __awsmfa_is_array __awsmfa_put __awsmfa_hook __awsmfa_unhook_from __awsmfa_unhook_kept \
	    __awsmfa_unhook __awsmfa_tell
}

# Takes our entry out of __awsmfa_text, as often as it is there. Where tools have joined theirs to it, `:` takes its
# place: two separators with nothing between them would be an error.
__awsmfa_unhook_from() {
	\builtin local __awsmfa_before __awsmfa_after __awsmfa_next
	[[ $__awsmfa_text == *"${__awsmfa_entry[0]}"* ]] || \builtin return 0
	__awsmfa_before=${__awsmfa_text%%"${__awsmfa_entry[0]}"*}
	__awsmfa_after=${__awsmfa_text#*"${__awsmfa_entry[0]}"}
	__awsmfa_before=${__awsmfa_before%$'\n'}
	__awsmfa_after=${__awsmfa_after#'; _='} __awsmfa_after=${__awsmfa_after# }
	__awsmfa_next=${__awsmfa_after#"${__awsmfa_after%%[! ]*}"}
	if [[ $__awsmfa_before == *[\&\|\(\{] || $__awsmfa_before == *[\&\|\(\{]' ' || $__awsmfa_next == [\&\|\)\}]* ||
	    ( -n $__awsmfa_before && $__awsmfa_next == \;* ) ]]; then
		__awsmfa_text=$__awsmfa_before$'\n'": $__awsmfa_after"
	elif [[ -z $__awsmfa_before && $__awsmfa_next == [$';\n']* ]]; then
		__awsmfa_text=${__awsmfa_next#?}
	elif [[ -z $__awsmfa_before || -z $__awsmfa_next ]]; then
		__awsmfa_text=$__awsmfa_before$__awsmfa_next
	else
		__awsmfa_text=$__awsmfa_before$'\n'$__awsmfa_next
	fi
	__awsmfa_unhook_from
}

# Takes our entry out of the variables in which tools keep the PROMPT_COMMAND that they found.
__awsmfa_unhook_kept() {
	\builtin local IFS=$' \t\n' __awsmfa_name __awsmfa_kind __awsmfa_i __awsmfa_text
	for __awsmfa_name in $(\builtin compgen -v); do
		case $__awsmfa_name in __awsmfa_* | _ | BASH* | PROMPT_COMMAND) \builtin continue ;; esac
		\builtin eval "__awsmfa_text=\"\${${__awsmfa_name}[*]-}\""
		[[ $__awsmfa_text == *"${__awsmfa_entry[0]}"* ]] || \builtin continue
		__awsmfa_kind=$(\builtin declare -p "$__awsmfa_name") __awsmfa_kind=${__awsmfa_kind#declare }
		case ${__awsmfa_kind%% *} in
		*[rA]*) ;;	# left as it is: without the hook, the entry does nothing
		*a*)
			\builtin eval "__awsmfa_kind=\"\${!${__awsmfa_name}[*]}\""
			for __awsmfa_i in $__awsmfa_kind; do
				\builtin eval "__awsmfa_text=\${${__awsmfa_name}[$__awsmfa_i]}"
				__awsmfa_unhook_from
				\builtin eval "${__awsmfa_name}[$__awsmfa_i]=\$__awsmfa_text"
			done ;;
		*)
			__awsmfa_unhook_from
			\builtin eval "$__awsmfa_name=\$__awsmfa_text" ;;
		esac
	done
}

__awsmfa_unhook() {
	\builtin local __awsmfa_i __awsmfa_text
	for __awsmfa_i in "${!PROMPT_COMMAND[@]}"; do
		__awsmfa_text=${PROMPT_COMMAND[__awsmfa_i]}
		[[ $__awsmfa_text == *"${__awsmfa_entry[0]}"* ]] || \builtin continue
		__awsmfa_unhook_from
		__awsmfa_put "$__awsmfa_i" "$__awsmfa_text"
	done
	__awsmfa_unhook_kept
	PS0=${PS0/'${__awsmfa_due['*'__awsmfa_wake`}'/}
	case $(\builtin trap -p URG) in
	*__awsmfa_command*) \builtin trap - URG ;;
	esac
	for __awsmfa_i in state seen last prompt_at command_at int now due ps0 version local entry; do
		\builtin unset "__awsmfa_$__awsmfa_i"
	done
	\builtin unset -f awsmfa __awsmfa_renew __awsmfa_take __awsmfa_restore __awsmfa_prompt __awsmfa_look \
	    __awsmfa_separate __awsmfa_command __awsmfa_wake __awsmfa_is_followed __awsmfa_go_last __awsmfa_cancel \
	    __awsmfa_hook_ps0 __awsmfa_is_array __awsmfa_put __awsmfa_hook __awsmfa_unhook_from __awsmfa_unhook_kept \
	    __awsmfa_unhook __awsmfa_tell
}

# What only the shell can see of itself, for `awsmfa doctor`: fields that end in \037. Runs in a subshell.
__awsmfa_tell() {
	\builtin set +eu
	\builtin local __awsmfa_line="${PROMPT_COMMAND[*]-}" __awsmfa_name
	\builtin local __awsmfa_called='' IFS=$'\n'
	if [[ $__awsmfa_line == "${__awsmfa_last[1]-}" && ${__awsmfa_last[0]} != look ]]; then
		__awsmfa_called=yes
	fi
	__awsmfa_line="${PROMPT_COMMAND[*]-}"
	\builtin printf '\037version=%s\037options=%s\037wants=%s\037ps0=%s\037prompt=%s\037called=%s\037urg=' \
	    "$BASH_VERSION" "$BASHOPTS" "${__awsmfa_ps0[0]}" "${PS0:0:30000}" "${__awsmfa_line:0:30000}" \
	    "$__awsmfa_called"
	\builtin trap -p URG
	\builtin printf '\037names='
	\builtin readonly -p | while IFS= \builtin read -r __awsmfa_line; do
		case $__awsmfa_line in	# the name alone: the value may be a secret
		declare\ * | readonly\ *) \builtin printf '%s\n' "${__awsmfa_line%%=*}" ;;
		esac
	done
	\builtin printf '\037tools='
	for __awsmfa_name in _direnv_hook starship_precmd __bp_precmd_invoke_cmd ble-attach __vsc_prompt_cmd assume \
	    awsume aws-vault aws-mfa aws; do
		! \builtin alias "$__awsmfa_name" >/dev/null 2>&1 || \builtin printf '%s: alias\n' "$__awsmfa_name"
		! \builtin declare -F "$__awsmfa_name" >/dev/null || \builtin printf '%s: function\n' "$__awsmfa_name"
	done
	\builtin printf '\037'
}

awsmfa() {
	{ \builtin local __awsmfa_options="$-" "${__awsmfa_local[0]}"; \builtin set +xvaTE; } 2>/dev/null
	\builtin export -n __awsmfa_options	# `set -a` was on
	\builtin local __awsmfa_answer='' __awsmfa_status=0 __awsmfa_secret="${__awsmfa_state[0]}"
	\builtin type -P awsmfa >/dev/null || __awsmfa_secret=''
	case ${1-use} in
	use | drop)
		__awsmfa_answer=$(_AWSMFA_SHELL=bash _AWSMFA_STATE=$__awsmfa_secret \command awsmfa "${@-use}") ||
		    __awsmfa_status=$?
		if [[ $__awsmfa_answer == *$'\n: awsmfa-end;' ]]; then
			# it fails if a variable is readonly; its last line would hide that
			__awsmfa_take "${__awsmfa_answer%:*}" || __awsmfa_status=1
		fi ;;
	doctor)
		_AWSMFA_SEEN=$(__awsmfa_tell) _AWSMFA_SHELL=bash _AWSMFA_STATE=$__awsmfa_secret \command awsmfa "$@" ||
		    __awsmfa_status=$? ;;
	*)
		_AWSMFA_SHELL=bash _AWSMFA_STATE=$__awsmfa_secret \command awsmfa "$@" || __awsmfa_status=$? ;;
	esac
	__awsmfa_restore "$__awsmfa_options"
	\builtin return "$__awsmfa_status"
}

__awsmfa_hook
fi
