# La part des désaccords selon le nombre de classes.
height = 7
@canvas
table = results.'/moves.tsv'
size(k) = system(sprintf("awk 'NR == %d {print $1}' %s", k + 1, table)) + 0
stats table using 1 name 'ny' nooutput
set lmargin 9; set tmargin 1
set xlabel 'n_y (classes, échelle log)'
set ylabel 'part des désaccords (%)' offset -0.5
set logscale x
set xrange [ny_min * 0.9:ny_max * 1.12]
set xtics ()
set for [k=1:ny_records] xtics add (sprintf('%d', size(k)) size(k))
set yrange [0:27<*] noextend
set key at graph 0.98, graph 0.8 top right
bound(n) = n < 2 ? NaN : 100 * atan(sqrt((n - 2) / n)) / pi
plot sample [x=ny_min:ny_max] '+' using 1:(bound($1)) with lines ls 7 \
         title 'borne : le plus grand θ/π', \
     table using 1:(100 * $7) with lines ls 1 title 'moyenne de θ/π', \
     '' using 1:(100 * $2):(100 * $3):(100 * $4) with yerrorbars \
         lc rgb blue lw 1.5 pt 7 ps 0.5 title 'petits pas', \
     '' using 1:(100 * $12):(100 * $13):(100 * $14) with yerrorbars \
         lc rgb orange lw 1.5 pt 9 ps 0.6 title 'grands pas'
