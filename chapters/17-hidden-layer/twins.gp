# Deux neurones presque égaux s'éloignent ; exactement égaux, non.
height = 6.5
@canvas
distance = results.'/distance.tsv'
stats distance index 1 using 1 name 'epoch' nooutput
stats distance index 1 using ($1 == 0 ? $2 : NaN) name 'close' nooutput
stats distance index 2 using ($1 == 0 ? $2 : NaN) name 'apart' nooutput
power(gap) = sprintf('écart de départ 10^{−%d}', round(-log10(gap)))
round(x) = floor(x + 0.5)

set xlabel 'epoch'
set lmargin 9
set ylabel 'distance' offset -1
set xrange [0:epoch_max]
@logy
set yrange [close_min / 30:30]
set label 1 '0 (exactement égaux)' at graph 0.99, graph 0.06 right
set arrow 1 from graph 0, graph 0.02 to graph 1, graph 0.02 nohead ls 3
set key center right
plot distance index 1 with lines ls 1 title power(close_min), \
     distance index 2 with lines ls 2 title power(apart_min)
