# awsmfa.zsh - renews the session of this terminal, before a prompt and before a typed command
#
#	eval "$(awsmfa hook zsh)"		in ~/.zshrc
#
# The shell compares a time with its clock, which starts no process. When the time has come, awsmfa decides what is
# to be done and answers with code to evaluate. To take the hook out of a running shell: __awsmfa_unhook
#
# `; }` ends each function, for `setopt ignore_braces`.

if [[ -o interactive ]]; then	# no `return` at this level: the text is evaluated in the middle of someone's .zshrc

\builtin zmodload zsh/datetime

# Arrays, since zsh exports none, whatever `setopt all_export` says; of one element, so that ksh_arrays makes no
# difference. Set once: a second loading keeps the session.
if ! \builtin typeset -f __awsmfa_renew >/dev/null; then
	\builtin typeset -ga __awsmfa_state __awsmfa_seen __awsmfa_prompt_at __awsmfa_command_at
	__awsmfa_state=('')
	__awsmfa_prompt_at=(99999999999)
	__awsmfa_command_at=(99999999999)
	if [[ -n ${AWSMFA_EXPIRES-} ]]; then	# inherited: awsmfa looks at it before the first prompt
		__awsmfa_state=('i=1')
		__awsmfa_prompt_at=(0)
		__awsmfa_command_at=(0)
	fi
	__awsmfa_seen=("${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
fi

# A trap of DEBUG would be told each assignment, and what it prints would be part of the answer that is evaluated:
# it is taken away. `emulate -L` makes traps local: it is back when the function ends.
function __awsmfa_renew {
	\builtin emulate -L zsh
	\builtin setopt no_xtrace no_verbose no_aliases
	\builtin trap - DEBUG
	\builtin local __awsmfa_answer __awsmfa_line=${2-} __awsmfa_secret=$__awsmfa_state
	# moved ahead before anything can fail: neither Ctrl-C nor a crash makes this come again at once
	__awsmfa_prompt_at=($(( EPOCHSECONDS + 300 )))
	__awsmfa_command_at=($(( EPOCHSECONDS + 300 )))
	__awsmfa_seen=("${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
	# nothing private for the handler of commands that are not found
	\builtin whence -p awsmfa >/dev/null || __awsmfa_secret='' __awsmfa_line=''
	# zsh 5.9.2 leaves the terminal to a subshell that ends in `&` (atuin starts such before each prompt), so that
	# nobody could answer, and takes it back after any other
	( \builtin : )
	# cut, since the kernel limits what a program can be given
	__awsmfa_answer=$(_AWSMFA_SHELL=zsh _AWSMFA_STATE=$__awsmfa_secret _AWSMFA_LINE=$__awsmfa_line[1,4000] \
	    \command awsmfa renew zsh $1)
	if [[ $__awsmfa_answer == *$'\n: awsmfa-end;' ]]; then
		\builtin eval "$__awsmfa_answer"
	fi; }

function __awsmfa_prompt {
	if (( EPOCHSECONDS >= ${__awsmfa_prompt_at} )) ||
	    [[ "${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}" != "${__awsmfa_seen}" ]]; then
		__awsmfa_renew prompt
	fi; }

# $3 is the line with its aliases expanded.
function __awsmfa_command {
	if (( EPOCHSECONDS >= ${__awsmfa_command_at} )); then
		__awsmfa_renew command "${3-}"
	fi; }

# Ctrl-C at the question: an interrupt drops the typed command, but not where the user traps it. `emulate -L` makes
# traps local: theirs is back when the function ends.
function __awsmfa_cancel {
	\builtin emulate -L zsh
	\builtin trap - INT
	\builtin kill -INT $$; }

# What only the shell can see of itself, for `awsmfa doctor`: fields that end in \037. Runs in a subshell.
function __awsmfa_tell {
	\builtin emulate -L zsh
	\builtin setopt no_xtrace no_verbose no_aliases no_err_exit no_err_return
	\builtin printf '\037version=%s\037precmd=%s\037preexec=%s\037names=' "$ZSH_VERSION" \
	    "${(j: :)precmd_functions}" "${(j: :)preexec_functions}"
	\builtin typeset +m 'AWS*' '__awsmfa_*' 'pre*_functions' || \builtin :	# names alone: a value may be a secret
	\builtin printf '\037tools='
	\builtin whence -w _direnv_hook starship_precmd prompt_starship_precmd __vsc_precmd _p9k_precmd p10k \
	    assume awsume aws-vault aws-mfa aws || \builtin :
	\builtin printf '\037'; }

function awsmfa {
	\builtin emulate -L zsh
	\builtin setopt no_xtrace no_verbose no_aliases
	\builtin trap - DEBUG	# as in __awsmfa_renew
	\builtin local __awsmfa_answer __awsmfa_secret=$__awsmfa_state
	\builtin integer __awsmfa_status=0
	\builtin whence -p awsmfa >/dev/null || __awsmfa_secret=''
	case ${1-use} in
	(use|drop)
		( \builtin : )	# as in __awsmfa_renew
		__awsmfa_answer=$(_AWSMFA_SHELL=zsh _AWSMFA_STATE=$__awsmfa_secret \command awsmfa "${@:-use}") ||
		    __awsmfa_status=$?
		if [[ $__awsmfa_answer == *$'\n: awsmfa-end;' ]]; then
			# it fails if a variable is readonly; its last line would hide that
			\builtin eval "${__awsmfa_answer%:*}" || __awsmfa_status=1
		fi ;;
	(doctor)
		_AWSMFA_SEEN=$(__awsmfa_tell) _AWSMFA_SHELL=zsh _AWSMFA_STATE=$__awsmfa_secret \command awsmfa "$@" ||
		    __awsmfa_status=$? ;;
	(*)
		_AWSMFA_SHELL=zsh _AWSMFA_STATE=$__awsmfa_secret \command awsmfa "$@" || __awsmfa_status=$? ;;
	esac
	\builtin return __awsmfa_status; }

function __awsmfa_hook {
	\builtin emulate -L zsh
	\builtin typeset -ga precmd_functions preexec_functions
	precmd_functions=(${precmd_functions:#__awsmfa_prompt} __awsmfa_prompt)
	preexec_functions=(${preexec_functions:#__awsmfa_command} __awsmfa_command); }

function __awsmfa_unhook {
	\builtin emulate -L zsh
	precmd_functions=(${precmd_functions:#__awsmfa_prompt})
	preexec_functions=(${preexec_functions:#__awsmfa_command})
	\builtin unset __awsmfa_state __awsmfa_seen __awsmfa_prompt_at __awsmfa_command_at
	\builtin unfunction awsmfa __awsmfa_renew __awsmfa_prompt __awsmfa_command __awsmfa_cancel __awsmfa_hook \
	    __awsmfa_unhook __awsmfa_tell; }

__awsmfa_hook
fi
