# source.awk — des sources C, deux listes, une ligne par mot :
#
#   awk -v names=FICHIER -f chapters/book/spell/source.awk lib/*.c …
#
# sur la sortie, chaque mot des commentaires et des messages (un texte où il y a une espace, et pas de LaTeX) ; dans FICHIER, les
# noms que le code emploie, qui ne sont pas des mots.

# Les mots d'un texte ; ceux qui ont une contre-oblique sont du LaTeX.
function tell_words(text, count, k, words) {
    gsub(/@[a-z]+:[-A-Za-z0-9]+/, " ", text)
    gsub(/--[-a-z]+/, " ", text)
    gsub(/\[\/?[a-z_]+\]/, " ", text)
    count = split(text, words, /[ \t]+/)
    for (k = 1; k <= count; k++)
        if (words[k] !~ /[\\_^.][a-zA-Z]|[0-9=()]/)
            print words[k]
}

# Ceux d'un message : ni formats de printf, ni fins de ligne.
function tell_message(text) {
    gsub(/%[-+0#.*0-9]*(hh|h|ll|l|z)?[a-zA-Z%]/, " ", text)
    gsub(/\\n/, " ", text)
    tell_words(text)
}

function tell_names(code, count, k, parts) {
    count = split(code, parts, /[^A-Za-z0-9_]+/)
    for (k = 1; k <= count; k++)
        if (parts[k] ~ /^[A-Za-z_]/)
            print parts[k] >> names
}

FNR == 1 { inside = 0 }

# Une ligne qui se dit en anglais ne se lit pas.
/\/\* anglais \*\// { next }

# inside : on est dans un commentaire.
{
    rest = $0
    while (rest != "") {
        if (inside) {
            at = index(rest, "*/")
            tell_words(at ? substr(rest, 1, at - 1) : rest)
            rest = at ? substr(rest, at + 2) : ""
            inside = !at
        } else if (match(rest, /\/\*|\/\/|"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/)) {
            tell_names(substr(rest, 1, RSTART - 1))
            piece = substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART + RLENGTH)
            inside = piece == "/*"
            if (piece ~ /^"[^\\]* [^\\]*(\\n)?"$/)
                tell_message(substr(piece, 2, length(piece) - 2))
        } else {
            tell_names(rest)
            rest = ""
        }
    }
}
