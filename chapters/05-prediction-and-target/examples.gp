# La cible, la prédiction et la probabilité vraie de trois exemples.
height = 6
@canvas
table = results.'/examples.tsv'
array title[3] = ['A : sûre et juste', 'B : hésitante', \
    'C : sûre et fausse']
cell(k, c) = system(sprintf("awk 'NR == %d {print $%d}' %s", k + 1, c, \
    table)) + 0

set lmargin 6; set rmargin 1; set tmargin 2.2; set bmargin 3.6
set xrange [0.4:2.6]
set xtics ('classe 1' 1, 'classe 2' 2) scale 0
set yrange [0:1.05]
set ytics 0.25
unset key
set boxwidth 0.3
set multiplot layout 1,3
do for [k=1:3] {
    set title title[k]
    if (k == 1) {
        set ylabel 'probabilité' offset 0
    } else {
        unset ylabel
    }
    class = cell(k, 3)
    plot '+' using ($0 + 0.82):($0 + 1 == class ? 1 : 0) every 1::0::1 \
             with boxes fs solid 0.85 border lc rgb quiet lc rgb quiet, \
         '+' using ($0 + 1.18):($0 == 0 ? cell(k, 4) : cell(k, 5)) \
             every 1::0::1 with boxes fs solid 0.35 border lc rgb blue \
             lc rgb blue, \
         '+' using ($0 + 1.18):($0 == 0 ? cell(k, 6) : cell(k, 7)) \
             every 1::0::1 with points pt 13 ps 0.9 lc rgb 'black'
}
# La légende, seule sur sa bande.
unset border; unset tics; unset grid; unset title
unset xlabel; unset ylabel; unset logscale
set lmargin at screen 0; set rmargin at screen 1
set bmargin at screen 0; set tmargin at screen 0.09
set key center center horizontal maxrows 1 samplen 1.5 width 2
set xrange [0:1]; set yrange [0:1]
plot NaN with boxes fs solid 0.85 border lc rgb quiet lc rgb quiet \
         title 'cible y', \
     NaN with boxes fs solid 0.35 border lc rgb blue lc rgb blue \
         title 'prédiction ŷ', \
     NaN with points pt 13 ps 0.9 lc rgb 'black' \
         title 'probabilité vraie p'
unset multiplot
