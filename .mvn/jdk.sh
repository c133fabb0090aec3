# Finds Java on this machine. Sourced by ./hone and .ci/run; works in the bash 3.2 of macOS.

HONE_BUILD_JDK=25
HONE_RUN_JAVA=21

# Prints the feature version (21, 25, ...) of the Java installed in the folder $1; nothing when there is none.
java_feature() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  local line
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*\"}
        line=${line#1.}
        printf '%s\n' "${line%%[!0-9]*}"
        return 0
        ;;
    esac
  done <"$1/release"
}

# Prints the folder of the `java` on the PATH, through all links; nothing when there is none.
java_home_on_path() {
  local file link
  file=$(command -v java) || return 0
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
  file=${file%/*}
  printf '%s\n' "${file%/*}"
}

# Prints the folder of a Java of at least version $1 that has the program $2 (java, javac):
# JAVA_HOME, else the one on the PATH, else the newest installed; nothing when there is none.
find_java() {
  local home feature newest="" newest_feature=0
  for home in "${JAVA_HOME:-}" "$(java_home_on_path)"; do
    feature=$(java_feature "$home")
    if [ -x "$home/bin/$2" ] && [ "${feature:-0}" -ge "$1" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  for home in /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    feature=$(java_feature "$home")
    if [ -x "$home/bin/$2" ] && [ "${feature:-0}" -ge "$1" ] && [ "$feature" -gt "$newest_feature" ]; then
      newest=$home
      newest_feature=$feature
    fi
  done
  [ -z "$newest" ] || printf '%s\n' "$newest"
}

# Says what to install.
no_jdk_to_build_with() {
  printf 'Hone needs a JDK %s or newer to build (an older one may stand beside it): install Temurin %s from https://adoptium.net/temurin/releases/ or with your package manager, then run the same command again.\n' \
    "$HONE_BUILD_JDK" "$HONE_BUILD_JDK" >&2
}
