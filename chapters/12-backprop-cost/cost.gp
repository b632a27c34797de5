# Le temps et la mémoire selon la profondeur.
height = 6.4
@canvas
products = results.'/products.tsv'
memory = results.'/memory.tsv'
set lmargin 8
set rmargin 1.5
set tmargin 2
set bmargin 3
@logy
set logscale x 2
set xtics ('1' 1, '2' 2, '4' 4, '8' 8, '16' 16, '32' 32, '64' 64)
set xlabel 'nombre de couches D'
set xrange [0.8:80]
array name[5] = ['rétropropagation', 'chaîne refaite', 'jacobienne', \
    'tout refait', 'différences finies']
set multiplot layout 1,2
unset key
set title 'multiplications'
plot for [k=1:5] products using 1:(column(k + 1)) with linespoints ls k
set title 'nombres gardés'
set yrange [1:1e6]
set key at graph 0.03, graph 0.98 left top Left reverse
plot for [k=1:5] memory using 1:(column(k + 1)) with linespoints ls k \
    title name[k]
unset multiplot
