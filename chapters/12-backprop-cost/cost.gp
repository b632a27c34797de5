# Le temps et la mémoire selon la profondeur.
height = 6.4
@canvas
products = results.'/products.tsv'
memory = results.'/memory.tsv'
@point
stats memory using 1 name 'depth' nooutput
stats memory using 2 name 'kept' nooutput
@comma
set lmargin 8
set rmargin 1.5
set tmargin 2
set bmargin 3
@logy
set logscale x 2
set xtics ()
do for [k=0:depth_records - 1] { set xtics add (sprintf('%d', 2**k) 2**k) }
set xlabel 'nombre de couches D'
set xrange [0.8:1.25 * depth_max]
array name[5] = ['rétropropagation', 'chaîne refaite', 'jacobienne', \
    'tout refait', 'différences finies']
set multiplot layout 1,2
unset key
set title 'multiplications'
plot for [k=1:5] products using 1:(column(k + 1)) with linespoints ls k
set title 'nombres gardés'
# De la place pour la légende.
set yrange [1:kept_max > 333 ? 3e3 * kept_max : 1e6]
set key at graph 0.03, graph 0.98 left top Left reverse
plot for [k=1:5] memory using 1:(column(k + 1)) with linespoints ls k \
    title name[k]
unset multiplot
