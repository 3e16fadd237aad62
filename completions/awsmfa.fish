# fish completion for awsmfa

# Prints the profile names; with $argv[1] = argument, only those that the shell would not take for an option.
function __awsmfa_profiles
    command -q awsmfa; or return
    set -l names (command awsmfa profiles --names 2>/dev/null)
    if test "$argv[1]" = argument
        string match -v -- '-*' $names
    else
        string join \n -- $names
    end
end

# Whether the command is $argv[1]; without an argument: whether no command has been typed yet.
function __awsmfa_command_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end

# Prints the words typed from the COMMAND of exec on, or the current word if it may be COMMAND.
function __awsmfa_exec_words
    set -l words (commandline -opc) (commandline -ct)
    set -e words[1..2]
    while set -q words[2]
        set -l word $words[1]
        switch $word
            case --
                set -e words[1]
                break
            case -p -t -s -d -r --profile --token-code --serial-number --duration --role-arn --role-session-name \
                    --external-id --source-identity --policy --policy-arn --long-term-suffix --region --endpoint-url \
                    --min
                set -e words[1]
                set -e words[1]
            case '-*'
                set -e words[1]
            case '*'
                break
        end
    end
    string join \n -- $words
end

# Completes COMMAND, then lets COMMAND's own completion take over.
function __awsmfa_complete_exec
    set -l words (__awsmfa_exec_words)
    set -q words[1]; and not string match -q -- '-*' $words[1]; or return
    __fish_complete_subcommand --commandline $words
end

# Whether the options that select a session may come here.
function __awsmfa_in_session
    __awsmfa_command_is env; or __awsmfa_command_is use; or begin
        __awsmfa_command_is exec; and test (count (__awsmfa_exec_words)) -le 1
    end
end

set -l no_command '__awsmfa_command_is'
set -l in_env '__awsmfa_command_is env'
set -l in_session __awsmfa_in_session

complete -c awsmfa -f
complete -c awsmfa -n $no_command -a env -d 'print shell code that starts a session in this shell'
complete -c awsmfa -n $no_command -a use -d 'start a session in this shell (needs the hook)'
complete -c awsmfa -n $no_command -a drop -d 'remove the session from this shell (needs the hook)'
complete -c awsmfa -n $no_command -a exec -d 'run a command with a session; leave this shell alone'
complete -c awsmfa -n $no_command -a status -d "show this terminal's session and the time left"
complete -c awsmfa -n $no_command -a profiles -d 'list profiles with their keys, MFA device, role, region'
complete -c awsmfa -n $no_command -a devices -d 'list the MFA devices of your IAM user'
complete -c awsmfa -n $no_command -a assign -d 'give your IAM user an MFA device, with a QR code'
complete -c awsmfa -n $no_command -a doctor -d 'find what is wrong and say how to fix it'
complete -c awsmfa -n $no_command -a hook -d 'print the hook that renews sessions automatically'
complete -c awsmfa -n $no_command -a help -d 'show help on all commands, or on one'
complete -c awsmfa -n $no_command -a version -d 'print the version'
complete -c awsmfa -n $no_command -s V -l version -d 'print the version'
complete -c awsmfa -s h -l help -d 'show help'

complete -c awsmfa -n '__awsmfa_command_is env; or __awsmfa_command_is use' -a '(__awsmfa_profiles argument)' -d profile
complete -c awsmfa -n '__awsmfa_command_is exec' -a '(__awsmfa_complete_exec)'
complete -c awsmfa -n $in_session -x -s p -l profile -a '(__awsmfa_profiles)' -d 'use this profile'
complete -c awsmfa -n $in_session -x -s t -l token-code -d 'use this MFA code; - reads it from stdin'
complete -c awsmfa -n $in_session -x -s s -l serial-number -d 'use this MFA device (ARN or serial number)'
complete -c awsmfa -n $in_session -x -s d -l duration -a '15m 1h 4h 12h 36h' \
    -d 'request this lifetime: 15m to 36h, role to 12h'
complete -c awsmfa -n $in_session -x -s r -l role-arn -d 'assume this role'
complete -c awsmfa -n $in_session -x -l role-session-name -d 'name the role session; AWS logs the name'
complete -c awsmfa -n $in_session -x -l external-id -d 'pass the external ID that the role requires'
complete -c awsmfa -n $in_session -x -l source-identity -d 'set a source identity, which later roles keep'
complete -c awsmfa -n $in_session -r -F -l policy -d 'limit what the role session may do'
complete -c awsmfa -n $in_session -x -l policy-arn -d 'limit it with managed policies'
complete -c awsmfa -n $in_session -x -l long-term-suffix -d "look for aws-mfa's keys in [PROFILE-S]"
complete -c awsmfa -n $in_session -x -l region -d 'use and export this region'
complete -c awsmfa -n $in_session -x -l endpoint-url -d 'send STS requests to this URL'
complete -c awsmfa -n $in_session -l share -d 'share the MFA session among your terminals'
complete -c awsmfa -n $in_session -s f -l force -d 'always get a new session, with a new code'
complete -c awsmfa -n $in_session -x -l min -a '15m 30m 45m 1h' -d 'get a new session if less than this is left'
complete -c awsmfa -n $in_session -l no-input -d 'never ask; exit 6 instead'
complete -c awsmfa -n $in_session -s q -l quiet -d 'print only what went wrong'
complete -c awsmfa -n $in_session -s v -l verbose -d 'print every step'
set -l formats sh dash ash ksh mksh yash bash zsh fish csh tcsh dotenv process json
complete -c awsmfa -n $in_env -x -l format -a "$formats" -d 'print sh, fish, csh, dotenv, process or json'
complete -c awsmfa -n $in_env -l drop -d 'print code that removes the session'

complete -c awsmfa -n '__awsmfa_command_is exec' -l refresh -d 'let COMMAND renew its credentials by itself'
complete -c awsmfa -n '__awsmfa_command_is exec' -l only -d 'with --refresh: give it this profile alone'

complete -c awsmfa -n '__awsmfa_command_is drop' -l all -d 'also delete what your terminals share'
complete -c awsmfa -n '__awsmfa_command_is status' -l json -d 'print one JSON object'
complete -c awsmfa -n '__awsmfa_command_is profiles' -l json -d 'print a JSON array, one object per profile'
complete -c awsmfa -n '__awsmfa_command_is profiles' -l names -d 'print only the names, one per line'
complete -c awsmfa -n '__awsmfa_command_is devices' -x -s p -l profile -a '(__awsmfa_profiles)' \
    -d "list this profile's devices"
complete -c awsmfa -n '__awsmfa_command_is devices' -l json -d 'print a JSON array, one object per device'
set -l in_assign '__awsmfa_command_is assign'
complete -c awsmfa -n $in_assign -x -s p -l profile -a '(__awsmfa_profiles)' -d 'use the access key of this profile'
complete -c awsmfa -n $in_assign -x -l name -d "name the device; the default is the user's name"
complete -c awsmfa -n $in_assign -l another -d 'add one more device to a user who has one'
complete -c awsmfa -n $in_assign -x -l to -a '(__fish_complete_command)' \
    -d "write the otpauth:// address to COMMAND's stdin; show nothing"
complete -c awsmfa -n $in_assign -l no-qr -d 'show the secret as text only'
complete -c awsmfa -n $in_assign -s q -l quiet -d 'print only what went wrong'
complete -c awsmfa -n $in_assign -s v -l verbose -d 'print every step'
complete -c awsmfa -n '__awsmfa_command_is doctor' -x -s p -l profile -a '(__awsmfa_profiles)' -d 'check this profile'
complete -c awsmfa -n '__awsmfa_command_is doctor' -l json -d 'print one JSON array'
complete -c awsmfa -n '__awsmfa_command_is hook' -a 'bash zsh fish' -d shell
complete -c awsmfa -n '__awsmfa_command_is help' \
    -a 'env use drop exec status profiles devices assign doctor hook help version'
