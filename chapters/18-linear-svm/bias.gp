# Le biais plus ou moins pénalisé : le score, et ce qui reste à gagner.
height = 6.8
@canvas
table = results.'/bias.tsv'
@panels
set lmargin 9
set tmargin 2
set logscale x
set xtics ('0,01' 0.01, '0,1' 0.1, '1' 1, '10' 10)
set xrange [0.006:17]
set xlabel 'B (composante ajoutée)'
unset key
set multiplot layout 1,2
set title 'bonnes réponses'
set yrange [0.45:1]
plot table using 1:2:5:6 with yerrorbars lc rgb faint lw 3 pt 0, \
     table using 1:2:3:4 with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5, \
     table using 1:2 with lines lc rgb blue lw 1 dt 2
set title 'saut de dualité, relatif à P'
@logy
set yrange [1e-14:1]
plot table using 1:(10**$12):(10**$15):(10**$16) with yerrorbars \
         lc rgb faint lw 3 pt 0, \
     table using 1:(10**$12):(10**$13):(10**$14) with yerrorbars \
         lc rgb orange lw 1.5 pt 9 ps 0.6, \
     table using 1:(10**$12) with lines lc rgb orange lw 1 dt 2
unset multiplot
