# Une marche de plus en plus raide : ce qu'elle apprend, qui l'entend.
height = 6.8
@canvas
table = results.'/soft.tsv'
@panels
set lmargin 8
set tmargin 2
@logx
set xrange [0.0006:1.6]
set xlabel 'T (largeur de la marche)'
unset key
set multiplot layout 1,2
set title 'bonnes réponses'
set yrange [0.45:1]
plot table using 1:2:5:6 with yerrorbars lc rgb faint lw 3 pt 0, \
     table using 1:2:3:4 with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5, \
     table using 1:2 with lines lc rgb blue lw 1 dt 2
set title 'part des couples à pente sensible'
@logy
set yrange [0.01:2]
plot table using 1:7:8:9 with yerrorbars lc rgb orange lw 1.5 pt 9 ps 0.6, \
     table using 1:7 with lines lc rgb orange lw 1 dt 2
unset multiplot
