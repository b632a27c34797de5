# Les h de la couche cachée avant tout apprentissage, pour les deux lois.
height = 6.2
@canvas
start = results.'/start.tsv'
stats start using 1 name 'h' nooutput
step = (h_max - h_min) / (h_records - 1)
sigma = system(sprintf("awk '/^sigma:/ {print $2}' %s/results.yaml", results)) + 0
@panels
set lmargin 9; set tmargin 2.4
set xlabel 'h'
set xrange [-1:1]
set yrange [0:*]
set xtics 0.5
unset key
set boxwidth step
set style fill solid 0.55 noborder
set multiplot layout 1,2
set ylabel 'part des h (%)' offset -0.4
set title gprintf('poids N(0 ; %g²)', sigma)
plot start using 1:(100 * $2) with boxes lc rgb orange
set title 'poids N(0 ; 1/n_x)'
plot start using 1:(100 * $3) with boxes lc rgb blue
unset multiplot
