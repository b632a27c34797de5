# log.awk — ce que le journal de xelatex reproche à la page, à la façon de gcc.
#
# Le journal ouvre une parenthèse à chaque fichier qu'il lit : la faute est dans
# le dernier corps ouvert.

function report(line, kind, text) {
    if (!((source, kind, text) in said))
        print source ":" line ": " kind " : " text
    said[source, kind, text] = 1
    failed = failed || kind == "erreur"
}

match($0, /\(\.?\/?(build|chapters)\/[^ ()]+\.tex/) {
    source = substr($0, RSTART + 1, RLENGTH - 1)
    sub(/^\.\//, "", source)
}
/^Missing character: There is no / {
    sub(/^Missing character: There is no /, "")
    split($0, words, " in font ")
    sub(/[\/:].*/, "", words[2])
    report(1, "erreur", "la police " words[2] " n'a pas le caractère " \
        words[1] " ; une formule s'écrit entre $")
}
/^LaTeX Warning: (Reference|Citation|Hyper reference).* undefined/ {
    report(1, "erreur", "renvoi indéfini : " substr($0, 16))
}
/^Overfull \\hbox \([0-9.]+pt/ {
    width = $3
    gsub(/[^0-9.]/, "", width)
    if (width > 2) {
        line = $NF + 0 ? $NF + 0 : 1
        getline text
        sub(/^.*\/[0-9.]+ /, "", text)
        width = sprintf("%.1f", width)
        sub(/\./, ",", width)
        report(line, "attention", "ligne trop longue de " width " pt : « " \
            substr(text, 1, 60) "… »")
    }
}
END { exit failed }
