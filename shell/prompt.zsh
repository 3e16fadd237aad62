# prompt.zsh - the session in the prompt: (prod 3h05m) ~/infra %
#
#	source ~/.local/share/awsmfa/prompt.zsh		in ~/.zshrc, below the line that sets PROMPT
#
# Reads the clock and two variables that a session sets. Starts no program and no subshell, and never runs what is in
# those variables, nor takes it for an escape of the prompt. With the hook: below its line, so that the prompt shows the
# session that the hook has just renewed. Loading it twice is loading it once.

zmodload zsh/datetime

# Sets psvar[9], which %9v is in a prompt: "(prod 3h05m)", "(prod expired)", or nothing without a session.
aws_segment() {
	emulate -L zsh
	local profile=${AWSMFA_PROFILE:-aws}
	local -i left
	psvar[9]=''
	[[ -n $AWSMFA_EXPIRES && $AWSMFA_EXPIRES != *[^0123456789]* && $#AWSMFA_EXPIRES -le 11 ]] || return 0
	(( left = 10#$AWSMFA_EXPIRES - EPOCHSECONDS ))
	profile=${profile//[[:cntrl:]]/?}
	if (( left >= 3600 )); then
		psvar[9]="($profile $(( left / 3600 ))h${(l:2::0:)$(( left % 3600 / 60 ))}m)"
	elif (( left > 0 )); then
		psvar[9]="($profile $(( (left + 59) / 60 ))m)"
	else
		psvar[9]="($profile expired)"
	fi
}
autoload -Uz add-zsh-hook
add-zsh-hook precmd aws_segment
# Prompts that have it already, the right one for instance, are left as they are.
[[ "${PROMPT-}${RPROMPT-}" == (*'%9v'*|*'%(9V'*) ]] || PROMPT='%(9V.%9v .)'"${PROMPT-}"
