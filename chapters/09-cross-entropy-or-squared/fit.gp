# Une régression : les mesures, le sinus, la sortie du réseau.
height = 6.8
@canvas
# L'échelle habituelle, élargie s'il le faut.
low = -1.8
high = 1.8
@point
stats results.'/measures.tsv' using 2 nooutput
low = STATS_min < low ? STATS_min : low
high = STATS_max > high ? STATS_max : high
@comma
set xlabel 'x'
set ylabel 'y'
set lmargin 8; set tmargin 1
set xrange [-3:3]
set yrange [low:high]
set key top left
plot results.'/measures.tsv' using 1:2 with points ls 11 title 'mesures', \
     results.'/fit.tsv' using 1:2 with lines lc rgb 'black' lw 1 title 'sin x', \
     '' using 1:3 with lines ls 2 title 'sortie du réseau'
