{
  description = "MFA sessions for AWS in the environment of a shell";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      forEach = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = forEach (pkgs: {
        default = pkgs.stdenv.mkDerivation {
          pname = "awsmfa";
          version = "0.2.0";
          src = ../..;
          nativeBuildInputs = [ pkgs.pkg-config ];
          buildInputs = [ pkgs.cjson pkgs.curl pkgs.expat pkgs.gnutls pkgs.qrencode ];
          nativeCheckInputs = [ pkgs.check ];
          doCheck = true;
          checkTarget = "unit";
          makeFlags = [ "PREFIX=$(out)" ];
          meta = {
            description = "MFA sessions for AWS in the environment of a shell";
            license = pkgs.lib.licenses.mit;
            mainProgram = "awsmfa";
          };
        };
      });
    };
}
