# fish completion for awsmfa

# Prints the names of the profiles in the file $argv[2] of the kind $argv[1], config or credentials, one a line. The
# rules are those of the manual's COMPATIBILITY: an indented line below a key belongs to that key, a name with a
# blank needs quotes. [NAME-long-term] is aws-mfa's section for NAME.
function __awsmfa_profiles_in
    test -r $argv[2]; or return 0
    LC_ALL=C awk -v kind=$argv[1] '
        FNR == 1 { sub(/^\357\273\277/, "") }
        /^[ \t]*([#;].*)?\r?$/ { next }
        !/^[ \t]*\[.*\]/ || (inside && /^[ \t]/) { inside = 1; next }
        {
            inside = 0
            sub(/^[ \t]*\[[ \t]*/, "")
            sub(/[ \t]*\].*$/, "")
            prefixed = sub(/^profile[ \t]+/, "")
            if (kind == "config" ? !prefixed && $0 != "default" : prefixed)
                next
            if (/^".+"$/ || /^\047.+\047$/)
                $0 = substr($0, 2, length($0) - 2)
            else if (kind == "config" && /[ \t]/)
                next
            sub(/-long-term$/, "")
            if ($0 != "" && $0 !~ /[[:cntrl:]]/)
                print
        }' $argv[2]
end

# The path in the variable $argv[1], else $argv[2]. It may begin with a ~ that no shell has expanded.
function __awsmfa_path
    set -l path $$argv[1]
    if test -z "$path"
        echo $argv[2]
    else if string match -q '~/*' -- $path
        echo $HOME/(string sub -s 3 -- $path)
    else
        echo $path
    end
end

function __awsmfa_profiles
    begin
        __awsmfa_profiles_in config (__awsmfa_path AWS_CONFIG_FILE $HOME/.aws/config)
        __awsmfa_profiles_in credentials (__awsmfa_path AWS_SHARED_CREDENTIALS_FILE $HOME/.aws/credentials)
    end 2>/dev/null | LC_ALL=C sort -u
end

# Whether the command is $argv[1]; without an argument: whether there is none yet.
function __awsmfa_command_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end

set -l no_command '__awsmfa_command_is'
set -l in_env '__awsmfa_command_is env'
set -l in_session '__awsmfa_command_is env; or __awsmfa_command_is use; or __awsmfa_command_is exec'
set -l in_shell '__awsmfa_command_is env; or __awsmfa_command_is use'

complete -c awsmfa -f
complete -c awsmfa -n $no_command -a env -d 'print the shell code that puts a session into this shell'
complete -c awsmfa -n $no_command -a use -d 'put a session into this shell (with the hook)'
complete -c awsmfa -n $no_command -a drop -d 'take the session out of this shell (with the hook)'
complete -c awsmfa -n $no_command -a exec -d 'run a command with a session; this shell stays as it is'
complete -c awsmfa -n $no_command -a status -d 'say what this terminal holds and for how long'
complete -c awsmfa -n $no_command -a hook -d 'print the hook that renews the session by itself'
complete -c awsmfa -n $no_command -a help -d 'show what the commands do'
complete -c awsmfa -n $no_command -a version -d 'show the version'
complete -c awsmfa -n $no_command -l version -d 'show the version'
complete -c awsmfa -s h -l help -d 'show help'

complete -c awsmfa -n $in_shell -a '(__awsmfa_profiles)' -d profile
complete -c awsmfa -n '__awsmfa_command_is exec' -a '(__fish_complete_command)'
complete -c awsmfa -n $in_session -x -s p -l profile -a '(__awsmfa_profiles)' -d 'the profile to use'
complete -c awsmfa -n $in_session -x -s t -l token-code -d 'the MFA code; - reads it from stdin'
complete -c awsmfa -n $in_session -x -s s -l serial-number -d 'the MFA device: its ARN or hardware serial'
complete -c awsmfa -n $in_session -x -s d -l duration -a '15m 1h 4h 12h 36h' -d 'how long it lives'
complete -c awsmfa -n $in_session -x -s r -l role-arn -d 'the role to assume'
complete -c awsmfa -n $in_session -x -l role-session-name -d "how the role's session is called in logs"
complete -c awsmfa -n $in_session -x -l external-id -d "what the role's trust policy may ask for"
complete -c awsmfa -n $in_session -x -l source-identity -d 'who it is, kept over all roles'
complete -c awsmfa -n $in_session -r -F -l policy -d "narrows what the role's session may do"
complete -c awsmfa -n $in_session -x -l policy-arn -d 'the same by managed policies'
complete -c awsmfa -n $in_session -x -l long-term-suffix -d "aws-mfa's sections are called NAME-S"
complete -c awsmfa -n $in_session -x -l region -d 'the region to use and to export'
complete -c awsmfa -n $in_session -x -l endpoint-url -d 'where STS is'
complete -c awsmfa -n $in_session -l share -d 'share the MFA session among terminals'
complete -c awsmfa -n $in_session -s f -l force -d 'get a new session in any case'
complete -c awsmfa -n $in_session -x -l min -a '15m 30m 45m 1h' -d 'get a new one if less than this is left'
complete -c awsmfa -n $in_session -l no-input -d 'never ask; exit 6 instead'
complete -c awsmfa -n $in_session -s q -l quiet -d 'say only what went wrong'
complete -c awsmfa -n $in_session -s v -l verbose -d 'say every step'
set -l formats sh bash zsh dash ksh fish csh tcsh dotenv process json
complete -c awsmfa -n $in_env -x -l format -a "$formats" -d 'the form of the output'
complete -c awsmfa -n $in_env -l drop -d 'print what takes the session out again'

complete -c awsmfa -n '__awsmfa_command_is drop' -l all -d 'delete what the terminals share as well'
complete -c awsmfa -n '__awsmfa_command_is status' -l json -d 'one JSON object'
complete -c awsmfa -n '__awsmfa_command_is hook' -a 'bash zsh fish' -d shell
complete -c awsmfa -n '__awsmfa_command_is help' -a 'env use drop exec status hook help version'
