# La loss et son erreur quand les ỹ grandissent : réponse juste, puis fausse.
height = 10.5
@canvas
table = results.'/growth.tsv'
# Colonnes de la façon w (0 à 4) : sa valeur, son erreur relative.
computed(w) = 3 + 2 * w
gap(w) = 4 + 2 * w
# Une erreur nulle se pose sur le bas du cadre.
floor_error = 1e-19
shown(e) = e < floor_error ? floor_error : e

@logx
set xrange [0.1:1000]
set lmargin 8; set rmargin 1.5; set tmargin 1.8; set bmargin 2.8
set multiplot layout 2,2
set xlabel ''
@logy
do for [side = 0:1] {
    if (side == 0) {
        set title 'réponse juste : loss'
        set yrange [1e-320:1e4]
        set key bottom left
    } else {
        set title 'réponse fausse : loss'
        set yrange [0.1:1e4]
        set key off
    }
    # La dernière tracée est la première à s'arrêter : on voit où.
    plot table index side using 1:2 with lines lw 7 lc rgb faint \
             title 'valeur de référence', \
         '' index side using 1:computed(4) with lines lw 5 lc rgb green \
             title 'log1p', \
         '' index side using 1:computed(3) with lines lw 3 lc rgb blue \
             title 'simplifiée, stable', \
         '' index side using 1:computed(0) with lines lw 1 lc rgb 'black' \
             title 'définition'
}
set xlabel 't'
set key off
set yrange [floor_error:10]
set ytics 1e-18, 1e3
do for [side = 0:1] {
    set title side ? 'réponse fausse : erreur relative' \
                   : 'réponse juste : erreur relative'
    plot table index side using 1:(shown(column(gap(0)))) with lines lc rgb 'black' lw 1, \
         '' index side using 1:(shown(column(gap(3)))) with lines lc rgb blue lw 1.6, \
         '' index side using 1:(shown(column(gap(4)))) with lines lc rgb green lw 1.6
}
unset multiplot
