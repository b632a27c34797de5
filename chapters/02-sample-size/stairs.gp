# Ce qui sépare le score du plafond, une étape après l'autre.
height = 5
@canvas
table = results.'/stairs.tsv'
longer = system("awk '/^longer:/ {print $2}' ".results."/results.yaml")
set lmargin 30; set rmargin 3; set tmargin 0.5
set xlabel 'écart au plafond (points de pourcentage)'
set xrange [*<0:2.2<*] noextend
set yrange [3.6:-0.6]
unset key
set grid noytics
set ytics ('réglages du TP' 0, 'taux décroissant' 1, \
           sprintf('… et %s fois plus de pas', longer) 2, \
           '… et exemples toujours neufs' 3) scale 0
set style fill solid 0.35 border
plot table using (50 * $2):1:(50 * $2):(0.3) with boxxyerror lc rgb blue, \
     table using (100 * $2):1:(100 * $3) with xerrorbars lc rgb ink lw 1.5 \
         pt 7 ps 0.4
