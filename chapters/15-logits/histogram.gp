# Combien de tirages pour chaque ordre de grandeur de l'écart relatif.
height = 7
@canvas
table = results.'/histogram.tsv'
stats table using 1 name 'bins' nooutput
bin = (bins_max - bins_min) / (bins_records - 1)
set xlabel 'écart relatif'
set lmargin 9
set ylabel 'tirages' offset -1
set xrange [-18:-6]
set yrange [0:*]
set xtics 2
set format x '10^{%.0f}'
set key top right
set boxwidth bin
plot table using ($1 + bin / 2):4 with boxes lc rgb green \
         fs solid 0.75 border lc rgb green title 'pas complexe', \
     '' using ($1 + bin / 2):3 with boxes lc rgb blue \
         fs solid 0.4 border lc rgb blue title 'Richardson', \
     '' using ($1 + bin / 2):2 with boxes lc rgb orange \
         fs solid 0.1 border lc rgb orange title 'différence centrée'
