# Une marche de plus en plus raide : ce qu'elle apprend, qui l'entend.
height = 6.8
@canvas
table = results.'/soft.tsv'
# L'échelle habituelle, élargie s'il le faut ; une part nulle ne se voit pas.
low = 0.45
share = 0.01
@point
stats table using 5 nooutput
low = STATS_min < low ? STATS_min : low
stats table using ($7 > 0 ? $7 : share) nooutput
share = STATS_min < share ? STATS_min : share
@comma

@panels
set lmargin 8
set tmargin 2
@logx
set xrange [0.0006:1.6]
set xlabel 'T (largeur de la marche)'
unset key
set multiplot layout 1,2
set title 'bonnes réponses'
set yrange [low:1]
plot table using 1:2:5:6 with yerrorbars lc rgb faint lw 3 pt 0, \
     table using 1:2:3:4 with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5, \
     table using 1:2 with lines lc rgb blue lw 1 dt 2
set title 'part des couples à pente sensible'
@logy
set yrange [share:2]
plot table using 1:7:8:9 with yerrorbars lc rgb orange lw 1.5 pt 9 ps 0.6, \
     table using 1:7 with lines lc rgb orange lw 1 dt 2
unset multiplot
