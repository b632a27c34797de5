# L'écart de généralisation de la loss, et la loi en 1/N.
height = 6
@canvas
table = results.'/updates.tsv'
column = 5 * 5 + 2
at100 = system("awk '$1 == 100 {print $".column."}' ".table) + 0
set lmargin 9
set xlabel 'N (exemples, échelle log)'
set ylabel 'loss neuve − loss vue'
@logy
set logscale x
set xrange [9:1100]
set xtics (10, 20, 50, 100, 200, 500, 1000)
set yrange [*<3e-3:8<*] noextend
plot (at100 > 0 ? at100 * 100 / x : NaN) with lines ls 7 title 'pente −1', \
     table using 1:column:(column(column + 1)):(column(column + 2)) \
         with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5 \
         title 'moyenne, intervalle à 95 %'
