# Les deux loss d'une marge, et leurs pentes.
height = 6.8
@canvas
table = results.'/losses.tsv'
@panels
set lmargin 6
set tmargin 2
set xlabel 'marge m'
set xrange [-1.5:2.5]
set xtics 1
set multiplot layout 1,2
set title 'loss'
set yrange [-0.15:4.5]
set key top right
plot table using 1:2 with lines ls 1 title 'hinge', \
     '' using 1:3 with lines ls 2 title 'hinge carrée', \
     '' using 1:($1 < 0 ? 1 : $1 > 0 ? 0 : NaN) with lines ls 3 \
         title 'erreur : 1 ou 0'
set title 'pente'
set yrange [-5.2:0.6]
set key bottom right
# Le saut de la hinge se voit comme un saut : un trait de chaque côté.
plot table using ($1 < 1 ? $1 : NaN):4 with lines ls 1 title 'hinge', \
     '' using ($1 > 1 ? $1 : NaN):4 with lines ls 1, \
     '' using 1:5 with lines ls 2 title 'hinge carrée'
unset multiplot
