# De combien le score de validation du modèle choisi dépasse son vrai score.
height = 5.6
@canvas
array size[2] = [50, 200]
table(k) = sprintf('%s/choice%d.tsv', results, size[k])
@panels
set lmargin 7; set tmargin 2
set xlabel 'K (candidats, échelle log)'
set ylabel 'optimisme (points de %)'
set logscale x 2
candidates = system("awk '/^candidates:/ {print $2}' " \
    .results."/results.yaml") + 0
set xrange [0.85:1.19 * candidates]
set xtics 2
set yrange [*<-1.5:7<*] noextend
set key top left Left reverse
set multiplot layout 1,2
do for [k=1:2] {
    set title sprintf('validation de %d points', size[k])
    plot 0 with lines ls 7 notitle, \
         results.'/independent.tsv' using 1:(100 * column(k + 1)) \
             with lines ls 2 title 'indépendants', \
         table(k) using 1:(100 * $17):(100 * $18):(100 * $19) \
             with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5 title 'mesuré'
}
unset multiplot
