# awsmfa.fish - renews the session of this terminal, before a prompt and before a typed command
#
#	awsmfa hook fish | source		in ~/.config/fish/config.fish
#
# The shell compares a time with its clock, which starts no process. When the time has come, awsmfa decides what is
# to be done and answers with code to evaluate. To take the hook out of a running shell: __awsmfa_unhook
#
# `builtin` everywhere: in fish a function of the same name would win.

if builtin status is-interactive
    # Global and unexported: no child sees them. Set once: a second loading keeps the session.
    if not builtin functions -q __awsmfa_renew
        builtin set -gu __awsmfa_state ''
        builtin set -gu __awsmfa_prompt_at 99999999999
        if builtin test -n "$AWSMFA_EXPIRES" # inherited: awsmfa looks at it before the first prompt
            builtin set __awsmfa_state i=1
            builtin set __awsmfa_prompt_at 0
        end
        builtin set -gu __awsmfa_command_at $__awsmfa_prompt_at
        builtin set -gu __awsmfa_seen "$AWS_PROFILE|$AWS_DEFAULT_PROFILE|$AWS_ACCESS_KEY_ID"
    end

    # Sets __awsmfa_now, seconds since boot where Linux tells them, else since the epoch. No process is started.
    if builtin test -r /proc/uptime
        function __awsmfa_clock
            builtin read -g __awsmfa_now __awsmfa_idle </proc/uptime
        end
    else if builtin string match -qr '^(3\.[0-4]\.|2)' -- $version # it has no `path`; a process it is
        function __awsmfa_clock
            builtin set -gu __awsmfa_now (command date +%s)
        end
    else # `eval`, since a fish without `path` would not even read this
        function __awsmfa_clock
            builtin eval 'builtin set -gu __awsmfa_now (builtin math (builtin path mtime /)+(builtin path mtime -R /))'
        end
    end

    function __awsmfa_renew
        builtin set -l fish_trace
        # moved ahead before anything can fail: neither Ctrl-C nor a crash makes this come again at once
        builtin set -gu __awsmfa_prompt_at (builtin math $__awsmfa_now + 300)
        builtin set -gu __awsmfa_command_at $__awsmfa_prompt_at
        builtin set -gu __awsmfa_seen "$AWS_PROFILE|$AWS_DEFAULT_PROFILE|$AWS_ACCESS_KEY_ID"
        # cut, since the kernel limits what a program can be given
        builtin set -l __awsmfa_line (builtin string sub -l 4000 -- "$argv[2]" | builtin string collect)
        # nothing private for the handler of commands that are not found
        builtin set -l __awsmfa_secret "$__awsmfa_state"
        if not builtin command -sq awsmfa
            builtin set __awsmfa_secret ''
            builtin set __awsmfa_line ''
        end
        builtin set -l __awsmfa_answer (_AWSMFA_SHELL=fish _AWSMFA_STATE="$__awsmfa_secret" \
            _AWSMFA_LINE="$__awsmfa_line" command awsmfa renew fish $argv[1])
        if builtin test "$__awsmfa_answer[-1]" = ': awsmfa-end;'
            builtin printf '%s\n' $__awsmfa_answer | builtin source
        end
    end

    function __awsmfa_prompt --on-event fish_prompt
        __awsmfa_clock
        if builtin test $__awsmfa_now -ge $__awsmfa_prompt_at -o \
                "$AWS_PROFILE|$AWS_DEFAULT_PROFILE|$AWS_ACCESS_KEY_ID" != "$__awsmfa_seen"
            __awsmfa_renew prompt
        end
    end

    function __awsmfa_command --on-event fish_preexec
        __awsmfa_clock
        if builtin test $__awsmfa_now -ge $__awsmfa_command_at
            __awsmfa_renew command "$argv[1]"
        end
    end

    # What only the shell can see of itself, for `awsmfa doctor`: fields that end in \037.
    function __awsmfa_tell
        builtin set -l fish_trace
        builtin printf 'version=%s\037handlers=' $version
        builtin functions --handlers
        builtin printf '\037names='
        builtin set -Unx
        builtin printf '\037tools='
        for __awsmfa_name in __direnv_export_eval __vsc_fish_prompt_start assume awsume aws-vault aws-mfa aws
            builtin functions -q $__awsmfa_name; and builtin printf '%s: function\n' $__awsmfa_name
        end
        builtin printf '\037'
    end

    function awsmfa --description 'AWS sessions by MFA code'
        builtin set -l fish_trace
        builtin set -l __awsmfa_secret "$__awsmfa_state"
        builtin command -sq awsmfa; or builtin set __awsmfa_secret ''
        switch "$argv[1]"
            case use drop ''
                builtin set -q argv[1]; or builtin set argv use
                builtin set -l __awsmfa_answer (_AWSMFA_SHELL=fish _AWSMFA_STATE="$__awsmfa_secret" \
                    command awsmfa $argv)
                builtin set -l __awsmfa_status $status
                if builtin test "$__awsmfa_answer[-1]" = ': awsmfa-end;'
                    builtin printf '%s\n' $__awsmfa_answer | builtin source
                end
                builtin return $__awsmfa_status
            case doctor
                _AWSMFA_SEEN=(__awsmfa_tell | builtin string collect) _AWSMFA_SHELL=fish \
                    _AWSMFA_STATE="$__awsmfa_secret" command awsmfa $argv
            case '*'
                _AWSMFA_SHELL=fish _AWSMFA_STATE="$__awsmfa_secret" command awsmfa $argv
        end
    end

    function __awsmfa_unhook
        for __awsmfa_name in state seen prompt_at command_at now idle # fish 3.1 erases one at a time
            builtin set -eg __awsmfa_$__awsmfa_name
        end
        builtin functions -e awsmfa __awsmfa_clock __awsmfa_renew __awsmfa_prompt __awsmfa_command __awsmfa_tell \
            __awsmfa_unhook
    end
end
