# Deux classes : les loss, puis leurs pentes, contre p.
height = 6.8
@canvas
table = results.'/two.tsv'

@panels
set tmargin 2.2
set xlabel 'p (probabilité de la classe juste)'
set xrange [0:1]
set xtics 0.25
set multiplot layout 1,2
set title 'loss'
set yrange [0:4]
plot table using 1:2 with lines ls 1 title 'entropie croisée', \
     '' using 1:3 with lines ls 2 title 'erreur quadratique'
set title 'pente'
set yrange [-12:0]
set key bottom right
set arrow 1 from 0.5, graph 0 to 0.5, graph 1 nohead ls 7
plot table using 1:4 with lines ls 1 title 'entropie croisée', \
     '' using 1:5 with lines ls 2 title 'erreur quadratique'
unset multiplot
