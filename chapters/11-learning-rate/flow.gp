# À gauche, la loss contre η t ; à droite, la longueur du pas.
height = 7
@canvas
array eta[4] = [0.25, 1, 2, 4]
table(k) = results.sprintf('/flow%g.tsv', eta[k])

@panels
set lmargin 9
set xlabel 'η t'
set xrange [0:120]
set xtics 30
set multiplot layout 1,2
set ylabel 'loss'
set yrange [0:1]
set key top right
plot for [k=1:4] table(k) using 1:2 with lines ls k \
         title gprintf('η = %g', eta[k])
set ylabel 'longueur du pas, η ‖∇L‖' offset -0.8
@logy
set yrange [1e-3:20]
unset key
plot for [k=1:4] table(k) using 1:7 with lines ls k
unset multiplot
