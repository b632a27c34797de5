# Toutes les droites, et celles que l'on apprend.
height = 7
@canvas
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
line = number('line.accuracy')
set lmargin 9; set tmargin 1
set xlabel 'distance de la droite à l’origine'
set ylabel 'part de bonnes réponses' offset -0.8
set xrange [-1.2:2]
set yrange [0.34:0.7]
set key bottom right
set arrow 1 from number('line.distance'), graph 0 \
    to number('line.distance'), line nohead ls 7
plot results.'/score.tsv' using 1:2 with lines lc rgb 'black' lw 1.5 \
         title 'toute droite, par intégration', \
     results.'/lines.hinge.tsv' using 1:2 with points lc rgb blue pt 6 ps 0.6 \
         title 'hinge', \
     results.'/lines.squared.tsv' using 1:2 with points lc rgb orange pt 9 \
         ps 0.6 title 'hinge carrée', \
     line with lines ls 7 title 'meilleure droite'
